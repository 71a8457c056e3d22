/**
 * An entry of a file in `corpus/`. It begins with `# title · sport`. The first character of each following line says what
 * it is: `|` the text, `=` its outline, `~` its size, `!` its problems, `+` the corrected text, `?` the errors and warnings
 * of the corrected text.
 */
export interface CorpusEntry {
  title: string;
  sport: string;
  text: string;
  outline: string;
  size: string;
  problems: string[];
  /** The text itself if there is nothing to correct. */
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
