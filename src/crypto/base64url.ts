/** Base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** @throws SyntaxError if the text is not exactly what `toBase64Url` returns for its bytes. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
  // The last character can carry unused bits, so several texts decode to the same bytes. Only one is accepted.
  if (toBase64Url(bytes) !== text) throw new SyntaxError("not canonical base64url");
  return bytes;
}
