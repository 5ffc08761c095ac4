// The package speaks as better-sqlite3 does but lets its own types be found by nobody.
declare module 'better-sqlite3-multiple-ciphers' {
  import BetterSqlite from 'better-sqlite3';

  // biome-ignore lint/style/noDefaultExport: it is the package's own.
  export default BetterSqlite;
}
