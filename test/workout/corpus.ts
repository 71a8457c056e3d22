/**
 * Reads the files of `corpus/`. Each entry begins with `# title · sport`; below it, marked by the first character:
 * `|` the text, `=` its outline, `~` its size, `!` its problems, `+` the text that correcting makes of it, `?` the
 * errors and warnings that are then left.
 */
export interface CorpusEntry {
  title: string;
  sport: string;
  text: string;
  outline: string;
  size: string;
  problems: string[];
  /** The text itself where nothing is to be corrected. */
  corrected: string;
  left: string[];
}

export function parseCorpus(file: string): CorpusEntry[] {
  return file
    .trimEnd()
    .split(/^# /m)
    .slice(1)
    .map((entry) => {
      const [head = "", ...rest] = entry.split("\n");
      const marked = (mark: string) => rest.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
      const text = marked("|").join("\n");
      const corrected = marked("+");
      const [title = "", sport = ""] = head.split(" · ");
      return {
        title,
        sport,
        text,
        outline: marked("=").join("\n"),
        size: marked("~").join("\n"),
        problems: marked("!"),
        corrected: corrected.length === 0 ? text : corrected.join("\n"),
        left: marked("?"),
      };
    });
}
