/** A sample is trusted until a better one comes or it is this old; clocks drift slowly. */
const SAMPLE_LIFETIME_MS = 120_000;

/** The server's clock as seen from here. Countdowns follow it, not the device's own clock. */
export class ServerClock {
  private offsetMs = 0;
  private bestRoundTripMs = Number.POSITIVE_INFINITY;
  private sampledAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Learns from one exchange. Of several, the fastest says most: the server read its clock
   * somewhere within the round trip, and halfway is wrong by at most half of it.
   */
  observe(serverTime: string, sentAt: number, receivedAt: number): void {
    const serverMs = Date.parse(serverTime);
    if (Number.isNaN(serverMs)) return;
    const roundTripMs = receivedAt - sentAt;
    const expired = receivedAt - this.sampledAt > SAMPLE_LIFETIME_MS;
    if (roundTripMs > this.bestRoundTripMs && !expired) return;
    this.offsetMs = serverMs - (sentAt + roundTripMs / 2);
    this.bestRoundTripMs = roundTripMs;
    this.sampledAt = receivedAt;
  }

  /** Milliseconds since the epoch, by the server's clock. */
  time(): number {
    return this.now() + this.offsetMs;
  }
}
