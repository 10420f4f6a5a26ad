/** A seed or a seal under its name. */
export function Hash({ label, value }: { label: string; value: string }) {
  return (
    <div className="hash">
      <span>{label}</span>
      <code>{value}</code>
    </div>
  );
}
