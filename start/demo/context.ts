/** Hours a pending booking waits for confirmation. */
export const HOLD_HOURS = 2;

/** The demo's deployment: a gateway that never fails, so that every run ends the same. */
export const context = { holdHours: HOLD_HOURS, paymentFailurePercent: 0, paymentTimeoutPercent: 0 };
