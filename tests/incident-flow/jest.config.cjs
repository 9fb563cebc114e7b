module.exports = { ...require('../../jest.preset.cjs'), displayName: 'incident-flow', rootDir: __dirname };
