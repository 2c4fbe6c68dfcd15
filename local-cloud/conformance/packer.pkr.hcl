# A build as people have it: three copies, two accounts, everybody, tags on images and snapshots.
variable "endpoint" { type = string }
variable "source" { type = string }
variable "type" { type = string }

source "amazon-ebs" "conformance" {
  region                  = "us-east-1"
  access_key              = "111122223333"
  secret_key              = "none"
  custom_endpoint_ec2     = var.endpoint
  skip_region_validation  = true
  skip_metadata_api_check = true
  source_ami              = var.source
  instance_type           = var.type
  communicator            = "none"
  ami_name                = "packer-conformance"
  ami_description         = "built by packer"
  ami_regions             = ["us-west-2", "eu-west-1", "ap-southeast-1"]
  ami_users               = ["222233334444", "444455556666"]
  ami_groups              = ["all"]
  tags                    = { Name = "packer-conformance", template = "t1" }
  snapshot_tags           = { template = "t1" }

  temporary_security_group_source_cidrs = ["127.0.0.1/32"]
}

build { sources = ["source.amazon-ebs.conformance"] }
