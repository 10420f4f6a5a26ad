const encoder = new TextEncoder();

/** The SHA-256 of a text's UTF-8 bytes, in lowercase hex. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

/** The first hash, its hash, and so on: `times` times in all. */
export async function hashedAgain(text: string, times: number): Promise<string> {
  let hashed = text;
  for (let count = 0; count < times; count += 1) hashed = await sha256Hex(hashed);
  return hashed;
}

/** The HMAC-SHA-256 of a text under the key that another text's bytes are, in lowercase hex. */
export async function hmacHex(key: string, message: string): Promise<string> {
  const imported = await crypto.subtle.importKey(
    "raw",
    encoder.encode(key),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return toHex(await crypto.subtle.sign("HMAC", imported, encoder.encode(message)));
}

function toHex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
