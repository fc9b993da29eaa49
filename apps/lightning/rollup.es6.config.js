module.exports = require('./fromSources.js')('es6');
