/** Writes `docs/workout-language.md`: `node test/workout/write-page.ts`. */
import { writeFileSync } from "node:fs";
import { workoutLanguagePage } from "../../src/workout/guide/guide.ts";

writeFileSync(`${import.meta.dirname}/../../docs/workout-language.md`, workoutLanguagePage());
