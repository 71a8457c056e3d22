/** What a demo visitor wrote, and their account, is deleted after this many days without use. */
export const DEMO_RETENTION_DAYS = 14;
