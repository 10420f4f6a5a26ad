/** A chip. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14" fill="none" stroke="var(--gold)" strokeWidth="3" />
      <circle
        cx="16"
        cy="16"
        r="14"
        fill="none"
        stroke="var(--felt-deep)"
        strokeWidth="3"
        strokeDasharray="5.5 9.16"
      />
      <path d="M16 8l6 8-6 8-6-8z" fill="var(--gold)" />
    </svg>
  );
}
