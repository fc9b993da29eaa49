module.exports = require('./fromSources.js')('es5');
