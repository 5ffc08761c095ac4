/** A command says its exit code when it is done. */
export type Finish = (code: number) => void;
