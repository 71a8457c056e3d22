/**
 * An error response of the API. The messages are those of the live server. Responses marked "assumed" were never seen
 * there, so their status is the most likely one.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const apiErrors = {
  /** Assumed message. */
  unauthenticated: () => new ApiError(401, "Unauthorized"),
  accessDenied: () => new ApiError(403, "Access denied"),
  badBase64: () => new ApiError(500, "java.lang.IllegalArgumentException: Illegal base64 character 5f"),
  strava: () => new ApiError(422, "Cannot read Strava activities via the API"),
  notFound: (what: string) => new ApiError(404, `${what} not found`),
  missingParameter: (name: string, type: string) =>
    new ApiError(422, `Required request parameter '${name}' for method parameter type ${type} is not present`),
  /** For a path segment. */
  notANumber: (name: string, value: string) => new ApiError(422, `Invalid ${name}: ${value}`),
  /** For a query parameter that Java cannot convert. */
  mismatch: (value: string, type: string) =>
    new ApiError(
      500,
      `org.springframework.web.method.annotation.MethodArgumentTypeMismatchException: Failed to convert value of type 'java.lang.String' to required type '${type}'; For input string: "${value}"`,
    ),
  /** Assumed status. */
  malformedBody: (detail: string) => new ApiError(400, `JSON parse error: ${detail}`),
  nameTooLong: () => new ApiError(422, "Name is too long"),
  thresholdPace: (value: number) =>
    new ApiError(422, `Invalid threshold pace: ${Number.isInteger(value) ? value.toFixed(1) : value}`),
  bounds: () => new ApiError(422, "Expected left, top, right, bottom for bounds"),
  /** The live server does not say which field is wrong. */
  customItemContent: () => new ApiError(400, "Bad Request"),
  /** Assumed. */
  intervalBounds: (start: number, end: number) => new ApiError(422, `Invalid interval: ${start} to ${end}`),
  /** Assumed. */
  streamLength: (type: string, length: number, expected: number) =>
    new ApiError(422, `Stream ${type} has ${length} points, expected ${expected}`),
  /** Assumed. */
  noGps: () => new ApiError(422, "Activity has no GPS data"),
  /** Assumed. */
  category: (value: string) => new ApiError(422, `Invalid category: ${value}`),
  /** Assumed. */
  raceWithoutType: () => new ApiError(422, "Races need a type"),
  /** Assumed. */
  curve: (spec: string) => new ApiError(422, `Invalid curve: ${spec}`),
  /** Assumed. */
  date: (name: string, value: string) => new ApiError(422, `Invalid ${name}: ${value}`),
} as const;
