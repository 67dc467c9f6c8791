/**
 * A seccomp filter as a classic BPF program (struct sock_filter, see seccomp(2)): calls that generated code has no use
 * for and that have opened ways out of sandboxes before fail with EPERM; clone3, whose flags a filter cannot see, with
 * ENOSYS, so that the C library falls back to clone, where a new user namespace is refused.
 */
const architectures: Record<string, { audit: number; clone: number; clone3: number; refused: number[] }> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    // ptrace, process_vm_readv/writev, unshare, setns, mount, umount2, pivot_root, chroot, key calls, bpf,
    // perf_event_open, userfaultfd, kexec, modules, io_uring, open_by_handle_at, new mount calls, pidfd_getfd
    refused: [
      101, 310, 311, 272, 308, 165, 166, 155, 161, 248, 249, 250, 321, 298, 323, 246, 320, 175, 313, 176, 425, 426, 427,
      304, 428, 429, 430, 431, 432, 433, 442, 438,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    refused: [
      117, 270, 271, 97, 268, 40, 39, 41, 51, 217, 218, 219, 280, 241, 282, 104, 294, 105, 273, 106, 425, 426, 427, 265,
      428, 429, 430, 431, 432, 433, 442, 438,
    ],
  },
};

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAnyBit = 0x45;
const jumpIfAtLeast = 0x35;
const give = 0x06;
const allow = 0x7fff0000;
const errorNumber = 0x00050000;
const notPermitted = errorNumber | 1;
const notImplemented = errorNumber | 38;
const newUserNamespace = 0x10000000;
const x32Calls = 0x40000000;

/** The program for this machine's processor, or null where none is written. */
export function seccompProgram(architecture: string = process.arch): Buffer | null {
  const known = architectures[architecture];
  if (!known) return null;
  const lines: [code: number, ifTrue: number, ifFalse: number, value: number][] = [
    [load, 0, 0, 4],
    // Calls of another architecture have other numbers: none of them.
    [jumpIfEqual, 1, 0, known.audit],
    [give, 0, 0, notPermitted],
    [load, 0, 0, 0],
    [jumpIfAtLeast, 0, 1, x32Calls],
    [give, 0, 0, notPermitted],
    [jumpIfEqual, 0, 1, known.clone3],
    [give, 0, 0, notImplemented],
    ...known.refused.flatMap((call): typeof lines => [
      [jumpIfEqual, 0, 1, call],
      [give, 0, 0, notPermitted],
    ]),
    [jumpIfEqual, 0, 3, known.clone],
    [load, 0, 0, 16],
    [jumpIfAnyBit, 0, 1, newUserNamespace],
    [give, 0, 0, notPermitted],
    [give, 0, 0, allow],
  ];
  const program = Buffer.alloc(lines.length * 8);
  for (const [index, [code, ifTrue, ifFalse, value]] of lines.entries()) {
    program.writeUInt16LE(code, index * 8);
    program.writeUInt8(ifTrue, index * 8 + 2);
    program.writeUInt8(ifFalse, index * 8 + 3);
    program.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return program;
}
