module.exports = { ...require('../../jest.preset.cjs'), displayName: 'investigator-worker', rootDir: __dirname };
