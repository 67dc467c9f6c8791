#!/usr/bin/env node
// Who reads the output may close it early, as head does: then what runs is ended as by Ctrl+C, without a word.
let closed = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
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
