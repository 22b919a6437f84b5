// npm run bench -- [TASK…]: measures the built program, each figure beside a limit measured in the same run.
// Parts are loaded when they are needed: the bare server that memory is compared with must hold nothing else.
import { argv } from 'node:process';

const [first, ...rest] = argv.slice(2);
if (first === 'fixed-server') await (await import('./bench/fixed-server.ts')).serveFixed(rest[0]);
else process.exitCode = await (await import('./bench/run.ts')).runBench(argv.slice(2));
