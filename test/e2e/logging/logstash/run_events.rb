# frozen_string_literal: true

# Runs events.rb as Logstash's filter ruby does, on events from standard input, with what that script uses of Logstash's
# event: the real Ruby, and not the real Logstash.
require "json"

class Event
  attr_reader :metadata

  def initialize(fields)
    @metadata = fields.delete("@metadata") || {}
    @fields = fields
  end

  def get(reference)
    names(reference).reduce(root(reference)) { |hash, name| hash.is_a?(Hash) ? hash[name] : nil }
  end

  def set(reference, value)
    *path, last = names(reference)
    path.reduce(root(reference)) { |hash, name| hash[name] ||= {} }[last] = value
  end

  def remove(reference)
    *path, last = names(reference)
    hash = path.reduce(root(reference)) { |one, name| one.is_a?(Hash) ? one[name] : nil }
    hash.delete(last) if hash.is_a?(Hash)
  end

  def to_hash
    JSON.parse(JSON.generate(@fields))
  end

  def to_json(*)
    JSON.generate(@fields)
  end

  private

  def root(reference)
    reference.start_with?("[@metadata]") ? @metadata : @fields
  end

  def names(reference)
    return [reference] unless reference.start_with?("[")
    raise ArgumentError, reference unless reference.match?(/\A(\[[^\[\]]+\])+\z/)

    reference.scan(/\[([^\[\]]+)\]/).flatten.reject { |name| name == "@metadata" }
  end
end

input = JSON.parse($stdin.read)
script = Object.new
script.instance_eval(File.read(input["script"]), input["script"], 1)
script.register(input["params"])
puts JSON.generate(input["events"].map { |fields|
  script.filter(Event.new(fields)).map { |event| { "fields" => event.to_hash, "metadata" => event.metadata } }
})
