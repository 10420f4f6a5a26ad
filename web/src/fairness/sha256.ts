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

function toHex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
