const NAMES: Readonly<Record<string, string>> = {
  blank: "blank",
  lighthouse: "lighthouse (wild)",
  bell: "bell",
};

export function symbolName(symbol: string): string {
  return NAMES[symbol] ?? symbol;
}
