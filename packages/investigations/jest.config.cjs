module.exports = { ...require('../../jest.preset.cjs'), displayName: 'investigations', rootDir: __dirname };
