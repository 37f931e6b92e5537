"""How versions take over, in the template as CloudFormation sees it: releases.py TEMPLATE. Another Release publishes another
version of every function, whatever else changes or does not; and no stage waits for itself.

SAM names a version after a digest of the function as it is written, in which a parameter is nothing but its name. So the
template is translated as CloudFormation does it, the parameters are put in, and what would become of each version is
compared. The check is also made of templates that lack a part of what it looks for, and has to see that.
"""
import graphlib
import logging
import os
import re
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


def needed(value, names):
    """The resources that a resource cannot be made without: CloudFormation makes those first."""
    if isinstance(value, list):
        return {name for each in value for name in needed(each, names)}
    if isinstance(value, str):
        return {name for name in re.findall(r"\$\{([A-Za-z0-9]+)[.}]", value) if name in names}
    if not isinstance(value, dict):
        return set()
    found = {name for each in value.values() for name in needed(each, names)}
    for key in ("Ref", "Fn::GetAtt", "DependsOn"):
        said = value.get(key, [])
        found |= {name.split(".")[0] for name in ([said] if isinstance(said, str) else said)} & names
    return found


def circle(text, **parameters):
    """Resources that wait for each other for ever, in a stack with these parameters; nobody where there are none."""
    resources = translated(text, GIVEN | parameters)
    try:
        graphlib.TopologicalSorter({name: needed(each, set(resources)) for name, each in resources.items()}).prepare()
    except graphlib.CycleError as error:
        return sorted(set(error.args[1]))
    return []


def gradual(stage, rollout):
    """The functions whose alias is moved gradually."""
    resources = translated(template, GIVEN | {"Stage": stage, "Rollout": rollout})
    return [name for name in everyone if "UpdatePolicy" in resources[f"{name}Aliaslive"]]


expect("in prod every alias is moved gradually", gradual("prod", "gradual"), everyone)
expect("or at once, where that is asked for", gradual("prod", "at-once"), [])
expect("and elsewhere at once", gradual("staging", "gradual"), [])
for stage in ("prod", "dev"):
    expect(f"in {stage} no resource waits for itself", circle(template, Stage=stage), [])
by_reference = template.replace('!Sub "${AWS::StackName}-api-server-errors"]', "!Ref ApiServerErrorsAlarm]")
if "ApiServerErrorsAlarm" not in circle(by_reference):
    sys.exit("a circle was to be seen, where the alarm of the API is one that the alias of the API waits for")
