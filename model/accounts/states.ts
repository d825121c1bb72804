export const userTypes = ['ADMIN', 'TENANT', 'CARETAKER'] as const;

/** The Cognito group of each type of user. */
export const groupOf = { ADMIN: 'Admins', TENANT: 'Tenants', CARETAKER: 'Caretakers' } as const;
