import type { Rule } from "../../core/rule";
import { encryption } from "./encryption";
import { publicPolicy } from "./publicPolicy";
import { subscriptionTls } from "./subscriptionTls";

/** Rules on topics (SNS). */
export const topicRules: readonly Rule[] = [encryption, publicPolicy, subscriptionTls];
