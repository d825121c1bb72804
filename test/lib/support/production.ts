/** The context of a stage that is not development, of which the simulated gateway is asked for in words. */
export const production = { stage: 'prod', paymentGateway: 'simulated', nobodyIsCharged: 'true' } as const;
