"""Another Release publishes another version of every function, whatever else changes or does not: releases.py TEMPLATE.

SAM names a version after a digest of the function as it is written, in which a parameter is nothing but its name. So the
template is translated as CloudFormation does it, the parameters are put in, and what would become of each version is
compared. The check is also made of templates that lack a part of what it looks for, and has to see that.
"""
import logging
import os
import sys

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
logging.disable(logging.WARNING)  # the translator's word about metrics of its own
GIVEN = {"DatabaseHost": "db.example.com", "DatabaseName": "recipes", "Stage": "prod", "Rollout": "gradual"}
FUNCTION, VERSION, ALIAS = "AWS::Serverless::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias"


def translated(text, parameters):
    template = yaml_parse(text)
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/code"  # as after sam package
    resources = Translator({}, Parser()).translate(template, dict(parameters))["Resources"]
    return {name: resolved(each, parameters) for name, each in resources.items()}


def resolved(value, parameters):
    """With the parameters that are given in place of their names."""
    if isinstance(value, list):
        return [resolved(each, parameters) for each in value]
    if not isinstance(value, dict):
        return value
    if list(value) == ["Ref"]:
        return parameters.get(value["Ref"], value)
    if list(value) == ["Fn::Sub"] and isinstance(value["Fn::Sub"], str):
        text = value["Fn::Sub"]
        for name, given in parameters.items():
            text = text.replace("${" + name + "}", given)
        return {"Fn::Sub": text}
    return {key: resolved(each, parameters) for key, each in value.items()}


def functions(text):
    return [name for name, each in yaml_parse(text)["Resources"].items() if each["Type"] == FUNCTION]


def version_of(resources, function):
    """The version that the alias of a function leads to, by name, and what it is: if either changes, it is published anew."""
    alias = resources[f"{function}Aliaslive"]
    assert alias["Type"] == ALIAS
    name = alias["Properties"]["FunctionVersion"]["Fn::GetAtt"][0]
    assert resources[name]["Type"] == VERSION
    return name, resources[name]["Properties"]


def kept_back(text, **changed):
    """The functions that would go on as they were though these parameters change: no new version, or one that Lambda refuses
    because the function itself is the same as before."""
    before, after = translated(text, GIVEN | {"Release": "1"}), translated(text, GIVEN | {"Release": "1"} | changed)
    return [
        name
        for name in functions(text)
        if version_of(before, name) == version_of(after, name)
        or before[name]["Properties"] == after[name]["Properties"]
    ]


def expect(sentence, found, expected):
    if found != expected:
        sys.exit(f"{sentence}: expected {expected}, found {found}")
    print(f"  {sentence}")


with open(sys.argv[1], encoding="utf-8") as file:
    template = file.read()
everyone = functions(template)
expect("another Release publishes every function", kept_back(template, Release="2"), [])
expect("another Release brings a changed setting along", kept_back(template, Release="2", MaxRows="9", SubnetIds="s"), [])
expect("a changed setting alone is kept back, which is why", kept_back(template, MaxRows="9", DatabaseHost="x"), everyone)
for lacking in ("      VersionDescription: !Ref Release\n", " Release ${Release}."):
    expect(f"seen, where a template lacks {lacking.strip()!r}", kept_back(template.replace(lacking, ""), Release="2"), everyone)


def gradual(stage, rollout):
    """The functions whose alias is moved gradually."""
    resources = translated(template, GIVEN | {"Stage": stage, "Rollout": rollout})
    return [name for name in everyone if "UpdatePolicy" in resources[f"{name}Aliaslive"]]


expect("in prod every alias is moved gradually", gradual("prod", "gradual"), everyone)
expect("or at once, where that is asked for", gradual("prod", "at-once"), [])
expect("and elsewhere at once", gradual("staging", "gradual"), [])
