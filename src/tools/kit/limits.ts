/** So many records a call may write without asking. */
export const CONFIRM_ABOVE = 5;
