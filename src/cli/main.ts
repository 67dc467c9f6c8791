#!/usr/bin/env node
// Nothing else is loaded before the check: an older Node fails on the modules themselves.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(`llp needs Node 24 or later, and this is Node ${process.versions.node}; install a newer one.\n`);
  process.exitCode = 1;
} else {
  void import('./program').then(({ main }) => main(process.argv));
}
