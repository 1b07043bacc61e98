using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Charging.Tests.House;

/// <summary>
/// Which types of an assembly use which others of it, as the compiler wrote it down: as base, interface, field,
/// parameter or result, in an attribute, as a generic argument or its bound, or in a body. What is nested counts as the
/// type around it, and so does what the compiler makes of lambdas and async methods.
/// </summary>
internal sealed class CompiledTypes : IDisposable
{
    private static readonly Dictionary<ushort, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value), code => code.OperandType);

    private readonly PEReader file;
    private readonly MetadataReader reader;

    private CompiledTypes(string path)
    {
        file = new PEReader(File.OpenRead(path));
        reader = file.GetMetadataReader();
    }

    public static IReadOnlyList<Knowledge> Read(string path)
    {
        using var types = new CompiledTypes(path);
        return [.. types.Read().Distinct()];
    }

    public void Dispose() => file.Dispose();

    private IEnumerable<Knowledge> Read() =>
        from handle in reader.TypeDefinitions
        let user = Outermost(handle)
        from used in Used(handle)
        let known = Outermost(used)
        where known != user
        select new Knowledge(NamespaceOf(user), NameOf(user), NamespaceOf(known), NameOf(known));

    private IEnumerable<TypeDefinitionHandle> Used(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return
        [
            .. In(type.BaseType),
            .. type.GetInterfaceImplementations()
                .SelectMany(one => In(reader.GetInterfaceImplementation(one).Interface)),
            .. type.GetFields().SelectMany(one =>
                reader.GetFieldDefinition(one).DecodeSignature(Signatures.Only, this).Concat(
                    InAttributes(reader.GetFieldDefinition(one).GetCustomAttributes()))),
            .. InAttributes(type.GetCustomAttributes()),
            .. InBounds(type.GetGenericParameters()),
            .. type.GetProperties().SelectMany(one =>
                InAttributes(reader.GetPropertyDefinition(one).GetCustomAttributes())),
            .. type.GetMethods().SelectMany(one => InMethod(reader.GetMethodDefinition(one))),
        ];
    }

    private IEnumerable<TypeDefinitionHandle> InMethod(MethodDefinition method) =>
    [
        .. InSignature(method.DecodeSignature(Signatures.Only, this)),
        .. InAttributes(method.GetCustomAttributes()),
        .. InBounds(method.GetGenericParameters()),
        .. method.RelativeVirtualAddress == 0 ? [] : InBody(file.GetMethodBody(method.RelativeVirtualAddress)),
    ];

    private List<TypeDefinitionHandle> InBody(MethodBodyBlock body)
    {
        List<TypeDefinitionHandle> used = [];
        if (!body.LocalSignature.IsNil)
            used.AddRange(reader.GetStandaloneSignature(body.LocalSignature)
                .DecodeLocalSignature(Signatures.Only, this).SelectMany(one => one));
        used.AddRange(body.ExceptionRegions.SelectMany(region => In(region.CatchType)));
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            ushort value = code.ReadByte();
            if (value == 0xFE) value = (ushort)(0xFE00 | code.ReadByte()); // the first of two bytes
            switch (Operands[value])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType
                    or OperandType.InlineTok:
                    used.AddRange(In(MetadataTokens(code.ReadInt32())));
                    break;
                case OperandType.InlineSwitch:
                    var cases = code.ReadInt32();
                    code.Offset += cases * sizeof(int);
                    break;
                case var operand:
                    code.Offset += SizeOf(operand);
                    break;
            }
        }

        return used;
    }

    private IEnumerable<TypeDefinitionHandle> In(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => [(TypeDefinitionHandle)handle],
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle)
            .DecodeSignature(Signatures.Only, this),
        HandleKind.MethodDefinition =>
            [reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()],
        HandleKind.FieldDefinition => [reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()],
        HandleKind.MemberReference => InMember(reader.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => InCall(reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => [],
    };

    /// <summary>A member of a generic type; its signature names what the bodies do not.</summary>
    private IEnumerable<TypeDefinitionHandle> InMember(MemberReference member) => In(member.Parent).Concat(
        member.GetKind() == MemberReferenceKind.Method
            ? InSignature(member.DecodeMethodSignature(Signatures.Only, this))
            : member.DecodeFieldSignature(Signatures.Only, this));

    private IEnumerable<TypeDefinitionHandle> InCall(MethodSpecification call) =>
        In(call.Method).Concat(call.DecodeSignature(Signatures.Only, this).SelectMany(one => one));

    private IEnumerable<TypeDefinitionHandle> InAttributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(one => In(reader.GetCustomAttribute(one).Constructor));

    private IEnumerable<TypeDefinitionHandle> InBounds(GenericParameterHandleCollection parameters) => parameters
        .SelectMany(one => reader.GetGenericParameter(one).GetConstraints())
        .SelectMany(one => In(reader.GetGenericParameterConstraint(one).Type));

    private static IEnumerable<TypeDefinitionHandle> InSignature(
        MethodSignature<ImmutableArray<TypeDefinitionHandle>> signature) =>
        signature.ParameterTypes.Append(signature.ReturnType).SelectMany(one => one);

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle)
    {
        while (reader.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } around) handle = around;
        return handle;
    }

    private string NamespaceOf(TypeDefinitionHandle type) =>
        reader.GetString(reader.GetTypeDefinition(type).Namespace);

    private string NameOf(TypeDefinitionHandle type) => reader.GetString(reader.GetTypeDefinition(type).Name);

    private static EntityHandle MetadataTokens(int token) =>
        System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(token);

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Of each signature the types that are defined in the assembly, wherever they stand in it.</summary>
    private sealed class Signatures : ISignatureTypeProvider<ImmutableArray<TypeDefinitionHandle>, CompiledTypes>
    {
        public static readonly Signatures Only = new();

        public ImmutableArray<TypeDefinitionHandle> GetTypeFromDefinition(
            MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [handle];

        public ImmutableArray<TypeDefinitionHandle> GetTypeFromSpecification(
            MetadataReader reader, CompiledTypes types, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, types);

        public ImmutableArray<TypeDefinitionHandle> GetGenericInstantiation(
            ImmutableArray<TypeDefinitionHandle> genericType,
            ImmutableArray<ImmutableArray<TypeDefinitionHandle>> typeArguments) =>
            [.. genericType, .. typeArguments.SelectMany(one => one)];

        public ImmutableArray<TypeDefinitionHandle> GetFunctionPointerType(
            MethodSignature<ImmutableArray<TypeDefinitionHandle>> signature) => [.. InSignature(signature)];

        public ImmutableArray<TypeDefinitionHandle> GetModifiedType(
            ImmutableArray<TypeDefinitionHandle> modifier, ImmutableArray<TypeDefinitionHandle> unmodifiedType,
            bool isRequired) => [.. modifier, .. unmodifiedType];

        public ImmutableArray<TypeDefinitionHandle> GetArrayType(
            ImmutableArray<TypeDefinitionHandle> elementType, ArrayShape shape) => elementType;

        public ImmutableArray<TypeDefinitionHandle> GetByReferenceType(
            ImmutableArray<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableArray<TypeDefinitionHandle> GetPinnedType(
            ImmutableArray<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableArray<TypeDefinitionHandle> GetPointerType(
            ImmutableArray<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableArray<TypeDefinitionHandle> GetSZArrayType(
            ImmutableArray<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableArray<TypeDefinitionHandle> GetGenericMethodParameter(CompiledTypes types, int index) => [];

        public ImmutableArray<TypeDefinitionHandle> GetGenericTypeParameter(CompiledTypes types, int index) => [];

        public ImmutableArray<TypeDefinitionHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

        public ImmutableArray<TypeDefinitionHandle> GetTypeFromReference(
            MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];
    }
}
