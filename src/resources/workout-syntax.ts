import { workoutSyntaxText } from "../workout/guide/guide.ts";
import type { Resource } from "./define-resource.ts";

export const workoutSyntax: Resource = {
  uri: "intervals-icu://workout-syntax",
  name: "workout-syntax",
  title: "How a workout is written",
  description: "The workout text language of Intervals.icu: steps, targets, repeats, and what is silently misread.",
  read: async () => workoutSyntaxText(),
};
