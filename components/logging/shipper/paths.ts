/** The unit that runs Filebeat; the package's own stays off. */
export const shipperUnit = "portcullis-filebeat.service";

/** Folder with configuration, certificates and the API key; only root reads them, and hands the service a copy. */
export const configurationFolder = "/etc/portcullis/logging/shipper";

/** Folder with Filebeat, where it comes as one executable. */
export const programFolder = "/usr/local/lib/portcullis/filebeat";

/** Folder with the scripts that Filebeat runs. */
export const scriptFolder = `${programFolder}/scripts`;

/** Folder with queue and positions, by its name below /var/lib. */
export const stateName = "portcullis-filebeat";

/** Folder with the queue: as much as is in it waits to be sent. */
export const queueFolder = `/var/lib/${stateName}/diskqueue`;

/** Socket that Filebeat tells its counters on, over HTTP. */
export const statisticsSocket = "/run/portcullis-filebeat/filebeat.sock";

/** Folder of logs of our own, which are one JSON object a line. */
export const ownLogFolder = "/var/log/portcullis";
