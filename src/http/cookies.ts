import { parse, serialize } from "hono/utils/cookie";

/** The prefix makes browsers reject a cookie that another host or an unencrypted page has set. */
export type CookieName = `__Host-${string}`;

export interface Cookie {
  name: CookieName;
  value: string;
  maxAgeSeconds: number;
  /** `Strict`: links and forms on other sites never send it, so none of them can act as the user. */
  sameSite: "Strict" | "Lax";
}

export const readCookie = (request: Request, name: CookieName): string | undefined =>
  parse(request.headers.get("Cookie") ?? "", name)[name];

/** The value of a `Set-Cookie` header. */
export const serializeCookie = ({ name, value, maxAgeSeconds, sameSite }: Cookie): string =>
  serialize(name, value, { path: "/", maxAge: maxAgeSeconds, secure: true, httpOnly: true, sameSite });

/** A `Set-Cookie` header that deletes the cookie. */
export const expireCookie = (name: CookieName): string =>
  serializeCookie({ name, value: "", maxAgeSeconds: 0, sameSite: "Strict" });
