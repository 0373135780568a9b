# frozen_string_literal: true

# Logstash's filter ruby runs this for each event. Nothing leaves that was not cleaned: where the rules do not fit, or
# cleaning fails, the event is kept as text, with the reason, in a data stream of its own.
require "digest"
require "json"

def register(params)
  rules = JSON.parse(File.read(params["rules"]))
  @refused_already = params["refused"] == "true"
  @namespace = rules["namespace"]
  @datasets = rules["datasets"]
  @refused = rules["refused"]
  @secret = Regexp.new(rules["secret"])
  @replacements = rules["replacements"].map { |pattern, replacement| [Regexp.new(pattern), replacement] }
  @mark = rules["mark"]
  @forbidden = rules["forbidden"]
  @longest_text = rules["longestText"]
  @longest_list = rules["longestList"]
  @largest_event = rules["largestEvent"]
end

def filter(event)
  identify(event)
  if @refused_already
    refuse(event, event.get("[@metadata][dead_letter_queue][reason]").to_s)
  elsif !@datasets.include?(event.get("[event][dataset]"))
    refuse(event, "its dataset is unknown: #{event.get('[event][dataset]')}")
  else
    clean(event)
  end
  event.set("[data_stream]", "type" => "logs", "dataset" => event.get("[event][dataset]"), "namespace" => @namespace)
  [event]
end

# By its id an event that comes twice is stored once. What comes without one gets it from what it says.
def identify(event)
  return unless event.get("[@metadata][_id]").to_s.empty?

  event.set("[@metadata][_id]", Digest::SHA256.hexdigest(event.to_json)[0, 32])
end

def clean(event)
  @forbidden.each { |field| event.remove(field) }
  size = event.to_json.bytesize
  return refuse(event, "it has #{size} bytes, more than #{@largest_event}") if size > @largest_event

  event.to_hash.each do |name, value|
    next if name.start_with?("@")

    event.remove("[#{name}]")
    cleaned_hash(name => value).each { |cleaned, kept| event.set("[#{cleaned}]", kept) }
  end
rescue StandardError => e
  refuse(event, "it could not be cleaned: #{e.class}")
end

def refuse(event, reason)
  host = event.get("[host][name]")
  # Value by value: in JSON a secret may be too well quoted to be found.
  original = JSON.generate(cleaned_hash(event.to_hash))[0, @longest_text]
  event.to_hash.each_key { |name| event.remove(name) unless name == "@timestamp" }
  event.set("[event]", "dataset" => @refused, "kind" => "pipeline_error", "action" => "event_refused", "original" => original)
  event.set("[error][message]", cleaned_text(reason))
  event.set("[host][name]", cleaned_text(host)) if host.is_a?(String)
end

def cleaned_value(value)
  case value
  when String then cleaned_text(value)
  when Array then value.first(@longest_list).map { |one| cleaned_value(one) }
  when Hash then cleaned_hash(value)
  else value
  end
end

def cleaned_hash(hash)
  hash.to_h do |name, value|
    next ["redacted", nil] if name.length > 200 || name.match?(@secret)

    # A value of which the name says that it is a secret need not look like one.
    [name, "#{name}=x".match?(@secret) ? @mark : cleaned_value(value)]
  end
end

def cleaned_text(text)
  @replacements.reduce(text.scrub("?")) { |left, (pattern, replacement)| left.gsub(pattern, replacement) }[0, @longest_text]
end
