package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The definitions every node has from its start. */
final class GeneralDefinitions {

    static final Map<String, Map<String, @Nullable Object>> BY_NAME = read("""
            {
              "Ipv4Address": {"type": "string", "format": "ipv4"},
              "Ipv6Address": {"type": "string", "format": "ipv6"},
              "IpAddress": {"anyOf": [{"$ref": "Ipv4Address"}, {"$ref": "Ipv6Address"}]},
              "IsoDatetime": {"type": "string", "format": "date-time"},
              "Email": {"type": "string", "format": "email"},
              "ValidationError": {
                "type": "object",
                "properties": {
                  "path": {"type": "array", "items": {"type": ["string", "integer"]}},
                  "message": {"type": "string"},
                  "code": {"type": "integer"}},
                "required": ["path", "message", "code"]},
              "Error": {
                "type": "object",
                "properties": {
                  "type": {"type": "string"},
                  "code": {"type": "integer"},
                  "message": {"type": "string"},
                  "stacktrace": {
                    "anyOf": [
                      {"type": ["string", "null"]},
                      {"type": "array", "items": {
                        "type": "object",
                        "properties": {
                          "filename": {"type": "string"},
                          "lineno": {"type": "integer"},
                          "method": {"type": "string"},
                          "code": {"type": "string"}}}}]},
                  "extra": {}},
                "required": ["code", "message"]},
              "Rusage": {"type": ["object", "null"], "additionalProperties": {"type": ["number", "null"]}},
              "Task": {
                "type": "object",
                "properties": {
                  "id": {"type": "integer"},
                  "name": {"type": "string"},
                  "args": {"type": "array"},
                  "state": {"enum": [
                    "CREATED", "WAITING", "EXECUTING", "ROLLBACK", "FINISHED", "FAILED", "ABORTED"]},
                  "result": {},
                  "error": {"anyOf": [{"type": "null"}, {"$ref": "Error"}]},
                  "warnings": {"type": "array", "items": {"$ref": "Error"}},
                  "output": {"type": ["string", "null"]},
                  "progress": {
                    "type": ["object", "null"],
                    "properties": {
                      "percentage": {"type": ["number", "null"]},
                      "message": {"type": ["string", "null"]},
                      "extra": {}}},
                  "created_at": {"type": ["datetime", "null"]},
                  "started_at": {"type": ["datetime", "null"]},
                  "finished_at": {"type": ["datetime", "null"]},
                  "user": {"type": ["string", "null"]},
                  "session": {"type": ["integer", "null"]},
                  "parent": {"type": ["integer", "null"]},
                  "resources": {"type": "array", "items": {"type": "string"}},
                  "abortable": {"type": "boolean"},
                  "environment": {"type": "object"},
                  "debugger": {},
                  "rusage": {"$ref": "Rusage"},
                  "description": {
                    "type": ["object", "null"],
                    "properties": {
                      "message": {"type": "string"},
                      "name": {},
                      "format": {
                        "type": "object",
                        "properties": {"string": {"type": "string"}, "args": {"type": "object"}}}}}}},
              "Session": {
                "type": "object",
                "properties": {
                  "id": {"type": "integer"},
                  "username": {"type": "string"},
                  "resource": {"type": ["string", "null"]},
                  "address": {"type": ["string", "null"]},
                  "started_at": {"type": ["datetime", "null"]},
                  "ended_at": {"type": ["datetime", "null"]},
                  "active": {"type": "boolean"}}}
            }""");

    private GeneralDefinitions() {}

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, @Nullable Object>> read(String text) {
        try {
            return Collections.unmodifiableMap(
                    new TreeMap<>((Map<String, Map<String, @Nullable Object>>) Json.parse(text)));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }
}
