/** So many records a call may write without asking. */
export const WITHOUT_ASKING = 5;
