/**
 * Every "no" of the API. Those marked (assumed) were never seen on the live server:
 * their status is the likeliest one and is chosen here and nowhere else.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const refusals = {
  /** (assumed body) */
  unauthenticated: () => new Refusal(401, "Unauthorized"),
  accessDenied: () => new Refusal(403, "Access denied"),
  badBase64: () => new Refusal(500, "java.lang.IllegalArgumentException: Illegal base64 character 5f"),
  strava: () => new Refusal(422, "Cannot read Strava activities via the API"),
  notFound: (what: string) => new Refusal(404, `${what} not found`),
  missingParameter: (name: string, type: string) =>
    new Refusal(422, `Required request parameter '${name}' for method parameter type ${type} is not present`),
  /** A path segment that should have been a number. */
  notANumber: (name: string, value: string) => new Refusal(422, `Invalid ${name}: ${value}`),
  /** A query parameter that Java could not convert. */
  mismatch: (value: string, type: string) =>
    new Refusal(
      500,
      `org.springframework.web.method.annotation.MethodArgumentTypeMismatchException: Failed to convert value of type 'java.lang.String' to required type '${type}'; For input string: "${value}"`,
    ),
  /** (assumed status) */
  malformedBody: (detail: string) => new Refusal(400, `JSON parse error: ${detail}`),
  nameTooLong: () => new Refusal(422, "Name is too long"),
  thresholdPace: (value: number) =>
    new Refusal(422, `Invalid threshold pace: ${Number.isInteger(value) ? value.toFixed(1) : value}`),
  bounds: () => new Refusal(422, "Expected left, top, right, bottom for bounds"),
  /** No hint which field is wrong. */
  customItemContent: () => new Refusal(400, "Bad Request"),
  /** (assumed) */
  intervalBounds: (start: number, end: number) => new Refusal(422, `Invalid interval: ${start} to ${end}`),
  /** (assumed) */
  streamLength: (type: string, length: number, expected: number) =>
    new Refusal(422, `Stream ${type} has ${length} points, expected ${expected}`),
  /** (assumed) */
  noGps: () => new Refusal(422, "Activity has no GPS data"),
  /** (assumed) */
  category: (value: string) => new Refusal(422, `Invalid category: ${value}`),
  /** (assumed) */
  raceWithoutType: () => new Refusal(422, "Races need a type"),
  /** (assumed) */
  curve: (spec: string) => new Refusal(422, `Invalid curve: ${spec}`),
  /** (assumed) */
  date: (name: string, value: string) => new Refusal(422, `Invalid ${name}: ${value}`),
} as const;
