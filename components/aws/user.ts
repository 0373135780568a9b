/** The account on every host that is made in AWS, whatever its image's vendor calls its own. */
export const awsUser = "admin";
