const { readdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');

// Every workspace with tests is a Jest project, so that one run has one summary.
const projects = ['packages', 'apps', 'benchmarks', 'tests', 'tools'].flatMap((group) =>
  existsSync(join(__dirname, group))
    ? [group, ...readdirSync(join(__dirname, group)).map((name) => `${group}/${name}`)]
        .filter((dir) => existsSync(join(__dirname, dir, 'jest.config.cjs')))
        .map((dir) => `<rootDir>/${dir}`)
    : [],
);

module.exports = { projects };
