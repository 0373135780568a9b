/**
 * Services whose actions can be granted on single resources, each with those of its actions that cannot: what writes or
 * grants there, by the Service Authorization Reference of AWS. Actions that read are told by {@link READING}.
 */
export const ONLY_ON_EVERYTHING: Readonly<Record<string, readonly string[]>> = {
  acm: ["PutAccountConfiguration", "RequestCertificate"],
  autoscaling: ["PutAccountSetting"],
  cloudwatch: ["BatchGetServiceLevelIndicatorReport", "CreateServiceLevelObjective", "DeleteAnomalyDetector", "EnableTopologyDiscovery", "GenerateQuery", "GenerateQueryResultsSummary", "Link", "PutAnomalyDetector", "PutManagedInsightRules", "PutMetricData"],
  dynamodb: ["InjectError", "PurchaseReservedCapacityOfferings", "UpdateAbacStatus"],
  ec2: ["AdvertiseByoipCidr", "AssociateIpamByoasn", "AssociateTrunkInterface", "BundleInstance", "CancelBundleTask", "CancelConversionTask", "CancelReservedInstancesListing", "ConfirmProductInstance", "CreateDefaultSubnet", "CreateDefaultVpc", "CreateReservedInstancesListing", "CreateSpotDatafeedSubscription", "DeleteSpotDatafeedSubscription", "DeleteSubnetCidrReservation", "DeprovisionByoipCidr", "DeregisterInstanceEventNotificationAttributes", "DisableAllowedImagesSettings", "DisableAwsNetworkPerformanceMetricSubscription", "DisableCapacityManager", "DisableEbsEncryptionByDefault", "DisableImageBlockPublicAccess", "DisableIpamOrganizationAdminAccount", "DisableSerialConsoleAccess", "DisableSnapshotBlockPublicAccess", "DisassociateIpamByoasn", "DisassociateTrunkInterface", "EnableAllowedImagesSettings", "EnableAwsNetworkPerformanceMetricSubscription", "EnableCapacityManager", "EnableEbsEncryptionByDefault", "EnableImageBlockPublicAccess", "EnableIpamOrganizationAdminAccount", "EnableReachabilityAnalyzerOrganizationSharing", "EnableSerialConsoleAccess", "EnableSnapshotBlockPublicAccess", "ExportTransitGatewayRoutes", "InjectApiError", "ModifyAvailabilityZoneGroup", "ModifyDefaultCreditSpecification", "ModifyEbsDefaultKmsKeyId", "ModifyIdFormat", "ModifyIdentityIdFormat", "ModifyInstanceMetadataDefaults", "ModifyVpcBlockPublicAccessOptions", "MoveAddressToVpc", "ProvisionByoipCidr", "PurchaseReservedInstancesOffering", "PurchaseScheduledInstances", "RegisterInstanceEventNotificationAttributes", "ReplaceImageCriteriaInAllowedImagesSettings", "ResetEbsDefaultKmsKeyId", "RestoreAddressToClassic", "RunScheduledInstances", "StartDeclarativePoliciesReport", "UpdateCapacityManagerOrganizationsAccess", "WithdrawByoipCidr"],
  ecr: ["CreatePullThroughCacheRule", "CreateRepositoryCreationTemplate", "DeletePullThroughCacheRule", "DeleteRegistryPolicy", "DeleteRepositoryCreationTemplate", "DeleteSigningConfiguration", "DeregisterPullTimeUpdateExclusion", "PutAccountSetting", "PutRegistryPolicy", "PutRegistryScanningConfiguration", "PutReplicationConfiguration", "PutSigningConfiguration", "RegisterPullTimeUpdateExclusion", "UpdatePullThroughCacheRule", "UpdateRepositoryCreationTemplate"],
  ecs: ["DeleteAccountSetting", "DeregisterTaskDefinition", "DiscoverPollEndpoint", "PutAccountSetting", "PutAccountSettingDefault"],
  elasticache: [],
  elasticloadbalancing: ["AllowVendedLogDeliveryForResource", "SetWebAcl"],
  events: ["PutPartnerEvents", "PutPermission", "RemovePermission"],
  iam: ["CreateAccountAlias", "DeleteAccountAlias", "DeleteAccountPasswordPolicy", "DeleteCloudFrontPublicKey", "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions", "DisableOutboundWebIdentityFederation", "EnableOrganizationsRootCredentialsManagement", "EnableOrganizationsRootSessions", "EnableOutboundWebIdentityFederation", "GenerateCredentialReport", "SetSTSRegionalEndpointStatus", "SetSecurityTokenServicePreferences", "UpdateAccountEmailAddress", "UpdateAccountName", "UpdateAccountPasswordPolicy", "UpdateCloudFrontPublicKey", "UploadCloudFrontPublicKey"],
  kms: ["ConnectCustomKeyStore", "CreateCustomKeyStore", "CreateKey", "DeleteCustomKeyStore", "DisconnectCustomKeyStore", "GenerateRandom", "UpdateCustomKeyStore"],
  lambda: ["CreateCodeSigningConfig", "CreateEventSourceMapping"],
  logs: ["AssociateSourceToS3TableIntegration", "CallWithBearerToken", "CancelExportTask", "CancelImportTask", "CreateImportTask", "CreateLogDelivery", "DeleteAccountPolicy", "DeleteIndexPolicy", "DeleteIntegration", "DeleteLogDelivery", "DeletePipelineRule", "DeleteQueryDefinition", "DeleteResourcePolicy", "DisassociateSourceFromS3TableIntegration", "Link", "PutAccountPolicy", "PutIndexPolicy", "PutIntegration", "PutPipelineRule", "PutQueryDefinition", "PutResourcePolicy", "StopLiveTail", "StopQuery", "UpdateLogDelivery"],
  rds: ["CancelExportTask", "CreateDBProxy", "CrossRegionCommunication", "ModifyCertificates", "ModifyDBRecommendation", "ModifyRecommendation"],
  route53: ["CreateCidrCollection", "CreateHealthCheck", "CreateHostedZone", "CreateReusableDelegationSet", "CreateTrafficPolicy"],
  s3: ["CreateJob", "CreateStorageLensGroup", "PutAccessPointPublicAccessBlock", "PutAccountPublicAccessBlock", "PutStorageLensConfiguration"],
  secretsmanager: ["BatchGetSecretValue"],
  sns: ["CreatePlatformApplication", "CreatePlatformEndpoint", "CreateSMSSandboxPhoneNumber", "DeleteEndpoint", "DeletePlatformApplication", "DeleteSMSSandboxPhoneNumber", "OptInPhoneNumber", "SetEndpointAttributes", "SetPlatformApplicationAttributes", "SetSMSAttributes", "SetSubscriptionAttributes", "Unsubscribe", "VerifySMSSandboxPhoneNumber"],
  sqs: [],
  ssm: ["CancelCommand", "CreateActivation", "CreateMaintenanceWindow", "CreateOpsItem", "CreateOpsMetadata", "CreatePatchBaseline", "DeleteActivation", "DeleteInventory", "ExecuteAPI", "PutConfigurePackageResult", "PutInventory", "RegisterManagedInstance", "StartExecutionPreview"],
};

/** Verbs that actions begin with which change nothing. */
export const READING =
  /^(?:Batch(?:Check|Get)|Check|Condition|Describe|Download|ExportClient|ExportVerified|Filter|Get|Head|List|PartiQLSelect|Query|Read|Receive|Scan|Search|Simulate|StartLiveTail|StartQuery|Test|Unmask|Validate|GenerateOrganizationsAccess|GenerateServiceLast)/i;
