/** Ends a command with exit code 1 and one clear sentence; without one, everything was said already. */
export class CommandFailed extends Error {}
