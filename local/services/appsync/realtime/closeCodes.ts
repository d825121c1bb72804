/** RFC 6455, section 7.4.1. AppSync documents no codes of its own. */
export const NORMAL = 1000;
export const GOING_AWAY = 1001;
export const POLICY_VIOLATION = 1008;
