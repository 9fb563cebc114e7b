module.exports = { ...require('../../jest.preset.cjs'), displayName: 'incident-io', rootDir: __dirname };
