import type { Kinds } from "../kind";

export const network: Kinds = {
  "aws:ec2/vpc:Vpc": {
    replacing: ["cidrBlock", "instanceTenancy"],
  },
};
