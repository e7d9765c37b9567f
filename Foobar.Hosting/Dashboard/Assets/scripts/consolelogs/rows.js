/** Where each line begins, counted in rows of the screen. Pure. */
export class RowIndex {
  #starts;

  /** @param columns how many characters fit into a row; Infinity for one row a line */
  constructor(lines, columns) {
    this.#starts = new Int32Array(lines.length + 1);
    for (let i = 0; i < lines.length; i++) {
      this.#starts[i + 1] = this.#starts[i] + Math.max(1, Math.ceil(lines[i].length / columns));
    }
  }

  get rowCount() {
    return this.#starts.at(-1);
  }

  /** The row at which a line begins. */
  startOf(line) {
    return this.#starts[line];
  }

  /** The line that a row belongs to. */
  lineAt(row) {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }

    return low;
  }
}
