module.exports = { ...require('../../jest.preset.cjs'), displayName: 'report-truth', rootDir: __dirname };
