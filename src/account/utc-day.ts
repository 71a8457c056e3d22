/** The last day in UTC that is at least this long ago. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** The day in UTC. */
export const today = (): string => daysAgo(0);
