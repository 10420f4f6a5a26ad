/** A catalogue's path on the player site, relative: the site may be served below another path. */
export function sitePath(path: string): string {
  return path.replace(/^\/+/, "");
}
