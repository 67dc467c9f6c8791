#!/usr/bin/env node
// Who reads the output may close it early, as head does: then what runs is ended as by Ctrl+C, without a word. Output
// that cannot be written for another reason, e.g. on a full disk, is said.
let closed = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !closed) {
      process.exitCode = 1;
      if (stream === process.stdout)
        process.stderr.write(`The output could not be written (${error.code ?? 'unknown'}).\n`);
    }
    if (!closed && !process.emit('SIGINT')) process.exit();
    closed = true;
  });
}
// Nothing else is loaded before the check: an older Node fails on the modules themselves.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(`llp needs Node 24 or later, and this is Node ${process.versions.node}; install a newer one.\n`);
  process.exitCode = 1;
} else {
  void import('./program').then(({ main }) => main(process.argv));
}
