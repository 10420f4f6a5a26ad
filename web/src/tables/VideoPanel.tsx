import { useState } from "react";

const HLS = "application/vnd.apple.mpegurl";

/** The browser says "", "maybe" or "probably". */
function playsHls(): boolean {
  return document.createElement("video").canPlayType(HLS) !== "";
}

/** The dealer's table in moving pictures, where the browser plays them by itself; else a link. */
export function VideoPanel({ url, name }: { url: string; name: string }) {
  const [canPlay, setCanPlay] = useState(playsHls);
  return (
    <section className="card panel" aria-labelledby="video-title">
      <h2 id="video-title">Video</h2>
      {canPlay ? (
        <video
          className="table-video"
          src={url}
          aria-label={`${name}, live`}
          controls
          muted
          playsInline
          preload="none"
          onError={() => setCanPlay(false)}
        />
      ) : (
        <p className="muted">
          This browser doesn't play the video here.{" "}
          <a href={url} target="_blank" rel="noreferrer">
            Open the video
          </a>
        </p>
      )}
    </section>
  );
}
