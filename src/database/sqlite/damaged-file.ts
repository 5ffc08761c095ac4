/** Thrown when the file of a database is missing its header, pages or sense. It is never repaired or made anew in silence. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  readonly file: string;
  readonly finding: string;
  constructor(file: string, finding: string) {
    super(`The database file ${file} is damaged: ${finding}`);
    this.file = file;
    this.finding = finding;
  }
}
