// Few random values, the same each time: a mutant meets the same tests on every machine.
const fc = require('fast-check');

fc.configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true });
process.env.RUNS = '30';
