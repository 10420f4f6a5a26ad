import type { ReactNode } from "react";

const INK = "#15191d";
const CREAM = "#f4ead2";

/** Every symbol of the machines, drawn on a square of 48. */
const PICTURES: Readonly<Record<string, ReactNode>> = {
  lighthouse: (
    <>
      <path d="M24 10 2 3v14z M24 10 46 3v14z" fill="#ffe28a" opacity="0.55" />
      <path d="M18 16h12l4 28H14z" fill="#f4f1ea" />
      <path d="M17.2 22h13.6l.9 6H16.3z M15.4 34h17.2l.9 6H14.5z" fill="#c22f36" />
      <path d="M18 8h12v8H18z" fill="#ffd54a" />
      <path d="M16 8l8-6 8 6z" fill="#c22f36" />
    </>
  ),
  captain: (
    <>
      <circle cx="24" cy="27" r="12" fill="#e8b98c" />
      <path d="M12 28c0 20 24 20 24 0-4 6-20 6-24 0z" fill="#f4f1ea" />
      <path d="M8 20c0-14 32-14 32 0l-4 2H12z" fill="#1d3b6b" />
      <path d="M11 19h26v5H11z" fill={INK} />
      <path d="M24 9l3 4-3 4-3-4z" fill="#ffd54a" />
      <path d="M19 28h2v3h-2z M27 28h2v3h-2z" fill={INK} />
    </>
  ),
  ship: (
    <>
      <path d="M22 4h3v30h-3z" fill="#8a5a2b" />
      <path d="M20 8v20H6z M27 6c10 6 13 14 13 22H27z" fill={CREAM} />
      <path d="M4 32h40l-7 11H11z" fill="#9a4a22" />
      <path d="M8 37h32l-1 2H9z" fill="#ffd54a" />
    </>
  ),
  wheel: (
    <g fill="none" stroke="#b5793c" strokeWidth="3.4" strokeLinecap="round">
      <circle cx="24" cy="24" r="13" />
      <path d="M24 4v40 M4 24h40 M10 10l28 28 M38 10 10 38" strokeWidth="2.6" />
      <circle cx="24" cy="24" r="4" fill="#ffd54a" stroke="none" />
    </g>
  ),
  compass: (
    <>
      <circle cx="24" cy="24" r="19" fill="#d9a441" />
      <circle cx="24" cy="24" r="15" fill="#f4f1ea" />
      <path d="M24 11l4 13h-8z" fill="#c22f36" />
      <path d="M24 37l4-13h-8z" fill="#1d3b6b" />
      <circle cx="24" cy="24" r="2" fill={INK} />
    </>
  ),
  lantern: (
    <>
      <path d="M17 10c0-9 14-9 14 0" fill="none" stroke="#8f9aa3" strokeWidth="2.5" />
      <path d="M15 10h18v5H15z M13 38h22v6H13z" fill="#5d6972" />
      <path d="M15 15h18l2 23H13z" fill="#ffcf5c" />
      <path d="M24 19c6 7 5 14 0 15-5-1-6-8 0-15z" fill="#f07c22" />
    </>
  ),
  rope: (
    <g fill="none" stroke="#c99a5b" strokeWidth="5">
      <ellipse cx="24" cy="31" rx="17" ry="8" />
      <ellipse cx="24" cy="24" rx="15" ry="7" />
      <ellipse cx="24" cy="17" rx="13" ry="6" />
      <path d="M37 17c4 8 3 14 7 22" strokeWidth="4" strokeLinecap="round" />
    </g>
  ),
  gull: (
    <>
      <path d="M3 17c10-6 17 0 21 8 4-8 11-14 21-8-9-1-14 5-17 14-2 5-6 5-8 0C17 22 12 16 3 17z" fill="#f4f1ea" />
      <path d="M22 33h5l-2 7z" fill="#f0a52a" />
      <path d="M3 17c4-2 7-3 10-2l-4 3z M45 17c-4-2-7-3-10-2l4 3z" fill="#5d6972" />
    </>
  ),
  bell: (
    <>
      <path d="M24 5c10 0 13 8 13 17 0 7 2 10 5 13H6c3-3 5-6 5-13 0-9 3-17 13-17z" fill="#f0bf3c" />
      <path d="M6 35h36v4H6z" fill="#c98f1c" />
      <circle cx="24" cy="41" r="4" fill="#8a5f10" />
      <path d="M17 12c-2 4-2 9-2 14" fill="none" stroke="#fff1b8" strokeWidth="2.5" />
    </>
  ),
  seven: (
    <path
      d="M9 7h31v8C32 23 28 31 27 43H16c1-12 5-20 12-26H17v4H9z"
      fill="#e0343d"
      stroke="#ffd54a"
      strokeWidth="2"
      strokeLinejoin="round"
    />
  ),
  bar: (
    <>
      <rect x="3" y="14" width="42" height="20" rx="4" fill="#20304a" stroke="#ffd54a" strokeWidth="2" />
      <text x="24" y="29.5" textAnchor="middle" fontSize="15" fontWeight="800" fill="#ffd54a">
        BAR
      </text>
    </>
  ),
  plum: (
    <>
      <path d="M25 13c1-5 4-8 9-9" fill="none" stroke="#6b8f3a" strokeWidth="3" strokeLinecap="round" />
      <ellipse cx="24" cy="28" rx="15" ry="16" fill="#7a3f9c" />
      <path d="M24 13c-4 9-4 20 0 30" fill="none" stroke="#56287a" strokeWidth="2" />
      <ellipse cx="17" cy="22" rx="3" ry="5" fill="#b98ad3" />
    </>
  ),
  lemon: (
    <>
      <path d="M4 26c4-3 4-14 20-14s16 9 20 13c-4 4-5 15-20 15S8 30 4 26z" fill="#f7d93a" />
      <path d="M13 22c3-4 7-5 11-5" fill="none" stroke="#fff6b8" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M25 12c2-6 8-8 13-7-1 5-6 8-13 7z" fill="#5f9b3c" />
    </>
  ),
  cherry: (
    <>
      <path d="M15 30C18 18 25 9 38 6 34 14 33 22 33 31" fill="none" stroke="#5f9b3c" strokeWidth="2.5" />
      <circle cx="14" cy="34" r="9.5" fill="#d3212d" />
      <circle cx="33" cy="36" r="9" fill="#b3141f" />
      <circle cx="11" cy="31" r="2.4" fill="#ffb3b3" />
    </>
  ),
  blank: <path d="M14 24h20" stroke="rgb(255 255 255 / 0.16)" strokeWidth="3" strokeLinecap="round" />,
};

export function SlotSymbol({ name }: { name: string }) {
  return (
    <svg className="slot-symbol" viewBox="0 0 48 48" aria-hidden="true">
      {PICTURES[name] ?? (
        <text x="24" y="28" textAnchor="middle" fontSize="10" fill={CREAM}>
          {name}
        </text>
      )}
    </svg>
  );
}
